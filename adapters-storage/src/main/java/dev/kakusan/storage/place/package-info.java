/** Where things are kept: a location's scheme chooses the store. */
@NullMarked
package dev.kakusan.storage.place;

import org.jspecify.annotations.NullMarked;
