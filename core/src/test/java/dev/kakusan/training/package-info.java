@NullMarked
package dev.kakusan.training;

import org.jspecify.annotations.NullMarked;
