@NullMarked
package dev.kakusan.cli;

import org.jspecify.annotations.NullMarked;
