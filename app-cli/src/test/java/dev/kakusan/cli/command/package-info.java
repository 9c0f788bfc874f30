@NullMarked
package dev.kakusan.cli.command;

import org.jspecify.annotations.NullMarked;
