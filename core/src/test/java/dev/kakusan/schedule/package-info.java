@NullMarked
package dev.kakusan.schedule;

import org.jspecify.annotations.NullMarked;
