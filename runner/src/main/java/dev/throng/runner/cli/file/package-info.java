/** What is named on the command line and read: test files and folders, scenarios in code, results of earlier runs. */
@NullMarked
package dev.throng.runner.cli.file;

import org.jspecify.annotations.NullMarked;
