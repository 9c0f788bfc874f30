/** Samples as files that people look at and programs read: PNG, GIF, .npy, and folders of PNGs. */
@NullMarked
package dev.kakusan.cli.picture;

import org.jspecify.annotations.NullMarked;
