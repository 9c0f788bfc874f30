@NullMarked
package dev.kakusan.process;

import org.jspecify.annotations.NullMarked;
