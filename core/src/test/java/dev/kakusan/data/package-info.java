@NullMarked
package dev.kakusan.data;

import org.jspecify.annotations.NullMarked;
