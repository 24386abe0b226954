package tsclient

// Pattern is pattern.
var Pattern = pattern

// RuntimeFiles are the files of the runtime.
var RuntimeFiles = runtimeFiles
