DROP TABLE host_checks;
DROP TABLE host_labels;
DROP TABLE hosts;
