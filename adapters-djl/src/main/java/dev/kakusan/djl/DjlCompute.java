package dev.kakusan.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.djl.torchscript.TensorScript;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Tensors of one device. Each belongs to the scope in which it was born; one manager of DJL knows
 * them all, so that closing the backend leaves nothing.
 */
final class DjlCompute implements Compute, AutoCloseable {

  private final PtNDManager manager;
  private final Crew crew;
  private final ScriptModule operations;
  private ByteBuffer staging = ByteBuffer.allocateDirect(0);
  private Scope scope = new Scope();
  private boolean recording;

  DjlCompute(PtNDManager manager, Crew crew) {
    this.manager = manager;
    this.crew = crew;
    this.operations = new ScriptModule(manager, TensorScript.METHODS);
  }

  @Override
  public DjlTensor tensor(double[] values, Shape shape) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + " wants " + shape.size() + " values, got " + values.length);
    }
    return born(upload(values, shape));
  }

  @Override
  public Tensor tidy(Supplier<Tensor> body) {
    return withRecording(false, () -> keepingOne(body).tensor);
  }

  @Override
  public <T> T tidied(Supplier<T> body) {
    return withRecording(false, () -> scoped(body));
  }

  @Override
  public Tensor fold(Tensor start, int[] times, Step step) {
    return withRecording(
        false,
        () -> {
          Kept state = new Kept(start, false);
          for (int t : times) {
            Kept before = state;
            Kept next = keepingOne(() -> step.apply(before.tensor, t));
            if (next.tensor != before.tensor) {
              free(before);
              state = next;
            }
          }
          return state.tensor;
        });
  }

  /** A result, and whether its scope made it or merely passed it on. */
  private record Kept(Tensor tensor, boolean born) {}

  /** Runs {@code body} in a scope of its own, frees all but its result, and hands that out. */
  private Kept keepingOne(Supplier<Tensor> body) {
    Scope outer = scope;
    return scoped(
        () -> {
          Tensor result = body.get();
          boolean born = result instanceof DjlTensor mine && scope.release(mine);
          if (born) {
            outer.add((DjlTensor) result);
          }
          return new Kept(result, born);
        });
  }

  private void free(Kept kept) {
    if (kept.born && kept.tensor instanceof DjlTensor mine) {
      scope.release(mine);
      mine.free();
    }
  }

  /** Runs {@code body} in a scope of its own and frees everything made there. */
  <T> T scoped(Supplier<T> body) {
    Scope outer = scope;
    Scope inner = new Scope();
    scope = inner;
    try {
      return body.get();
    } finally {
      scope = outer;
      inner.end();
    }
  }

  /** Runs {@code body} with this thread's recording of gradients on or off. */
  <T> T withRecording(boolean on, Supplier<T> body) {
    boolean before = recording;
    recording = on;
    JniUtils.setGradMode(on);
    try {
      return body.get();
    } finally {
      recording = before;
      JniUtils.setGradMode(before);
    }
  }

  boolean recording() {
    return recording;
  }

  PtNDManager manager() {
    return manager;
  }

  Crew crew() {
    return crew;
  }

  ScriptModule operations() {
    return operations;
  }

  /** Takes an array of {@link #manager} into the present scope. */
  DjlTensor born(PtNDArray array) {
    DjlTensor tensor = new DjlTensor(this, array);
    scope.add(tensor);
    return tensor;
  }

  /** The same array as DJL's, checked to be of this backend. */
  PtNDArray array(Tensor tensor) {
    if (tensor instanceof DjlTensor mine && mine.belongsTo(this)) {
      return mine.array();
    }
    throw new IllegalArgumentException("a tensor of another backend: " + tensor);
  }

  /** A copy on the device, of {@link #manager}, in no scope. */
  PtNDArray upload(double[] values, Shape shape) {
    int bytes = Math.multiplyExact(values.length, Float.BYTES);
    if (staging.capacity() < bytes) {
      staging = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    ByteBuffer buffer = staging.slice(0, bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values.length; i++) {
      buffer.putFloat(i * Float.BYTES, (float) values[i]);
    }
    // On a CPU the first array is a view of the buffer, which the next upload writes again.
    try (PtNDArray view = manager.create(buffer, djlShape(shape), DataType.FLOAT32)) {
      return (PtNDArray) view.duplicate();
    }
  }

  static ai.djl.ndarray.types.Shape djlShape(Shape shape) {
    return new ai.djl.ndarray.types.Shape(Arrays.stream(shape.dims()).asLongStream().toArray());
  }

  static Shape shape(PtNDArray array) {
    return Shape.of(
        Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray());
  }

  static double[] download(PtNDArray array) {
    float[] floats = array.toFloatArray();
    double[] values = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  /** How many arrays live. */
  int living() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    crew.close();
    scope.end();
    operations.close();
  }
}
