/** The blob store on a file system. */
@NullMarked
package dev.kakusan.storage.file;

import org.jspecify.annotations.NullMarked;
