@NullMarked
package dev.kakusan.storage;

import org.jspecify.annotations.NullMarked;
