@NullMarked
package dev.kakusan.study;

import org.jspecify.annotations.NullMarked;
