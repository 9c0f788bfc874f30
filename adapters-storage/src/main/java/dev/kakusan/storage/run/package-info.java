/** A run as blobs: its formats, and what commits what. */
@NullMarked
package dev.kakusan.storage.run;

import org.jspecify.annotations.NullMarked;
