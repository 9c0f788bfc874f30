@NullMarked
package dev.kakusan.storage.place;

import org.jspecify.annotations.NullMarked;
