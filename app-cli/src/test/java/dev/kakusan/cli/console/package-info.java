@NullMarked
package dev.kakusan.cli.console;

import org.jspecify.annotations.NullMarked;
