/** The data port on files: IDX, folders of images, and tables of numbers. */
@NullMarked
package dev.kakusan.storage.data;

import org.jspecify.annotations.NullMarked;
