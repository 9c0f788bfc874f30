/**
 * The data port on files, here or in a store: IDX, folders of images, and tables of numbers. What
 * is in a store is fetched into a cache and read there.
 */
@NullMarked
package dev.kakusan.storage.data;

import org.jspecify.annotations.NullMarked;
