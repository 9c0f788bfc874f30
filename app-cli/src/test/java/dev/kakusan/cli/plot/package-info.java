@NullMarked
package dev.kakusan.cli.plot;

import org.jspecify.annotations.NullMarked;
