@NullMarked
package dev.kakusan.verify;

import org.jspecify.annotations.NullMarked;
