package highlight

// File returns the file of the model that is part of the program.
func File() string { return file }
