package dev.kakusan.djl;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.List;

/** Switches of native code that neither Java nor DJL reaches. */
final class NativeSwitches {

  private static final int TRIM_THRESHOLD = -1;
  private static final int MMAP_MAX = -4;
  private static final int ARENA_MAX = -8;

  private NativeSwitches() {}

  /**
   * Tells glibc to keep memory that is freed: it would return and fetch again that of every
   * training step, tens of thousands of page faults each. The launcher says the same by the
   * environment; this is for a JVM that was started without it. By then threads have heaps of their
   * own, of 64 MiB each, and one that is wholly free goes back: single blocks of tens of MiB are
   * fetched each time all the same.
   */
  static void keepFreedMemory() {
    if (System.getenv("MALLOC_TRIM_THRESHOLD_") != null || !Platform.isLinux()) {
      return;
    }
    NativeLibrary c = NativeLibrary.getInstance("c");
    try {
      c.getFunction("gnu_get_libc_version");
    } catch (UnsatisfiedLinkError another) {
      return; // another C library, whose settings these are not
    }
    Function mallopt = c.getFunction("mallopt");
    mallopt.invokeInt(new Object[] {TRIM_THRESHOLD, Integer.MAX_VALUE});
    mallopt.invokeInt(new Object[] {MMAP_MAX, 0});
    mallopt.invokeInt(new Object[] {ARENA_MAX, 1});
  }

  /**
   * Says whether products of float32 on a GPU may round their factors to TF32 (PyTorch lets its
   * convolutions, and not its products of matrices), and makes cuDNN give the same bits each time.
   */
  static void tf32(boolean allowed) {
    for (String setter :
        List.of("_ZN2at7Context17setAllowTF32CuDNNEb", "_ZN2at7Context18setAllowTF32CuBLASEb")) {
      torch(setter).invokeVoid(new Object[] {context(), allowed});
    }
    torch("_ZN2at7Context21setDeterministicCuDNNEb").invokeVoid(new Object[] {context(), true});
  }

  /** What {@link #tf32} said last. */
  static boolean tf32() {
    int result = torch("_ZNK2at7Context14allowTF32CuDNNEv").invokeInt(new Object[] {context()});
    return (result & 0xff) != 0; // a C++ bool is one byte
  }

  private static Pointer context() {
    return torch("_ZN2at13globalContextEv").invokePointer(new Object[0]);
  }

  /** A function of libtorch by its mangled name; methods take their object first. */
  private static Function torch(String name) {
    Path library = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    return NativeLibrary.getInstance(library.toString()).getFunction(name);
  }
}
