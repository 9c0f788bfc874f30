/** The entry point of the command line. */
@NullMarked
package dev.kakusan.cli;

import org.jspecify.annotations.NullMarked;
