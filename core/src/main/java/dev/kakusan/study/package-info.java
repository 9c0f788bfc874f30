/** Use case: the same network trained under several objectives, measured side by side. */
@NullMarked
package dev.kakusan.study;

import org.jspecify.annotations.NullMarked;
