package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.Arrays;

/**
 * Runs a method of a TorchScript module under the thread's own gradient mode. DJL's {@link
 * IValueUtils#runMethod} always runs without recording; the native call takes that as an argument,
 * and only this package sees it.
 */
public final class RecordingMethods {

  private RecordingMethods() {}

  /** The method's result, owned by the caller, as the inputs stay. */
  public static IValue run(PtSymbolBlock module, String method, IValue... inputs) {
    long[] handles = Arrays.stream(inputs).mapToLong(IValue::getHandle).toArray();
    boolean underThreadsMode = true;
    boolean ownStream = false;
    return new IValue(
        PyTorchLibrary.LIB.moduleRunMethod(
            module.getHandle(), method, handles, underThreadsMode, ownStream));
  }
}
