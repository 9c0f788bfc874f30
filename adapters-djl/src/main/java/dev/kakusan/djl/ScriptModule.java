package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.RecordingMethods;
import dev.kakusan.djl.torchscript.ScriptArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A loaded TorchScript module; its methods record gradients where the thread's mode says so. */
final class ScriptModule implements AutoCloseable {

  private final PtNDManager manager;
  private final PtSymbolBlock block;

  /**
   * Loads a module.
   *
   * @param manager owns the results of the calls
   * @param methods the text of its methods
   */
  ScriptModule(PtNDManager manager, String methods) {
    this.manager = manager;
    boolean mapLocation = false;
    boolean hasSize = false;
    byte[] archive = ScriptArchive.of(methods);
    try {
      this.block =
          JniUtils.loadModule(manager, new ByteArrayInputStream(archive), mapLocation, hasSize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call of the method of that name: hand over its arguments in order, then take the result. */
  Call call(String method) {
    return new Call(method);
  }

  @Override
  public void close() {
    block.close();
  }

  /** One call, used once. */
  final class Call {

    private final String method;
    private final List<IValue> arguments = new ArrayList<>();
    private final List<IValue> temporary = new ArrayList<>();

    private Call(String method) {
      this.method = method;
    }

    Call with(PtNDArray tensor) {
      return withTemporary(IValue.from(tensor));
    }

    Call with(double number) {
      return withTemporary(IValue.from(number));
    }

    /** A list of tensors, which stays the caller's. */
    Call with(IValue list) {
      arguments.add(list);
      return this;
    }

    Call with(int number) {
      return withTemporary(IValue.from((long) number));
    }

    /** The result as it is, the caller's to close. */
    IValue value() {
      return run();
    }

    PtNDArray tensor() {
      try (IValue result = run()) {
        return result.toTensor(manager);
      }
    }

    PtNDArray[] tensors() {
      try (IValue result = run()) {
        return result.toTensorArray(manager);
      }
    }

    private Call withTemporary(IValue value) {
      temporary.add(value);
      return with(value);
    }

    private IValue run() {
      try {
        // The optimising executor changes the code, and so the last bits, after its first calls.
        JniUtils.setGraphExecutorOptimize(false);
        return RecordingMethods.run(block, method, arguments.toArray(IValue[]::new));
      } finally {
        temporary.forEach(IValue::close);
      }
    }
  }
}
