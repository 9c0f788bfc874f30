@NullMarked
package dev.kakusan.objective;

import org.jspecify.annotations.NullMarked;
