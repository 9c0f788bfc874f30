/** S3 servers in containers, and what must hold on each of them. */
@NullMarked
package dev.kakusan.it.box;

import org.jspecify.annotations.NullMarked;
