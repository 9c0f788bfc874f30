/** What a person at a terminal sees while work goes on; all of it on standard error. */
@NullMarked
package dev.kakusan.cli.console;

import org.jspecify.annotations.NullMarked;
