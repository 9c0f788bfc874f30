@NullMarked
package dev.kakusan.cli.picture;

import org.jspecify.annotations.NullMarked;
