/** Networks and operations as TorchScript archives, written by Java. */
@NullMarked
package dev.kakusan.djl.torchscript;

import org.jspecify.annotations.NullMarked;
