import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The training step of `kakusan bench --preset points` written by hand on DJL's NDArrays, without any port: what the
 * port costs is Kakusan's time over this one's. Prints the median step in ms as one JSON object.
 *
 *   java -cp 'app-cli/target/lib/*' benchmarks/PlainDjl.java BATCH THREADS [MEASURE [WARM_UP]]
 */
public final class PlainDjl {

  private static final int[] WIDTHS = {2, 128, 128, 128, 2};
  private static final int FEATURES = 64;
  private static final int T = 200;

  private final NDManager manager = Engine.getInstance().newBaseManager(Device.cpu());
  private final Random random = new Random(0);
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> average = new ArrayList<>();
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private final float[] signal = new float[T];
  private final float[] noise = new float[T];
  private final float[][] features = new float[T][FEATURES];
  private final float[] data = new float[2 * 8000];
  private final int batch;
  private long steps;

  private PlainDjl(int batch) {
    this.batch = batch;
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      weight(WIDTHS[i], WIDTHS[i], WIDTHS[i + 1]);
      weight(WIDTHS[i], 1, WIDTHS[i + 1]);
      weight(FEATURES, FEATURES, WIDTHS[i + 1]);
    }
    double alphaBar = 1;
    for (int t = 0; t < T; t++) {
      alphaBar *= 1 - (1e-4 + (0.02 - 1e-4) * t / (T - 1));
      signal[t] = (float) Math.sqrt(alphaBar);
      noise[t] = (float) Math.sqrt(1 - alphaBar);
      for (int k = 0; k < FEATURES / 2; k++) {
        double angle = t * Math.exp(-Math.log(10_000) * k / (FEATURES / 2));
        features[t][k] = (float) Math.cos(angle);
        features[t][FEATURES / 2 + k] = (float) Math.sin(angle);
      }
    }
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
  }

  private void weight(int fanIn, int rows, int columns) {
    float bound = (float) (1 / Math.sqrt(fanIn));
    NDArray w = manager.randomUniform(-bound, bound, new Shape(rows, columns));
    w.setRequiresGradient(true);
    weights.add(w);
    average.add(w.duplicate().stopGradient());
    first.add(manager.zeros(w.getShape()));
    second.add(manager.zeros(w.getShape()));
  }

  private NDArray network(NDArray x, NDArray e) {
    NDArray h = x;
    for (int i = 0; i < weights.size(); i += 3) {
      NDArray z = h.matMul(weights.get(i)).add(weights.get(i + 1)).add(e.matMul(weights.get(i + 2)));
      h = i + 3 < weights.size() ? Activation.swish(z, 1) : z;
    }
    return h;
  }

  private NDArray loss(NDManager sub) {
    float[] x0 = new float[2 * batch];
    float[] eps = new float[2 * batch];
    float[] a = new float[batch];
    float[] s = new float[batch];
    float[] e = new float[batch * FEATURES];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(data, 2 * random.nextInt(8000), x0, 2 * b, 2);
      int t = random.nextInt(T);
      eps[2 * b] = (float) random.nextGaussian();
      eps[2 * b + 1] = (float) random.nextGaussian();
      a[b] = signal[t];
      s[b] = noise[t];
      System.arraycopy(features[t], 0, e, b * FEATURES, FEATURES);
    }
    NDArray x = sub.create(x0, new Shape(batch, 2));
    NDArray n = sub.create(eps, new Shape(batch, 2));
    NDArray as = sub.create(a, new Shape(batch, 1));
    NDArray ss = sub.create(s, new Shape(batch, 1));
    NDArray xt = x.mul(as).add(n.mul(ss));
    NDArray target = n.mul(as).sub(x.mul(ss));
    return network(xt, sub.create(e, new Shape(batch, FEATURES))).sub(target).square().mean();
  }

  private float step() {
    steps++;
    float value;
    try (NDManager sub = manager.newSubManager()) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray loss = loss(sub);
        collector.backward(loss);
        value = steps % 10 == 0 ? loss.getFloat() : 0;
      }
      NDList gradients = new NDList();
      for (NDArray w : weights) {
        NDArray g = w.getGradient();
        g.attach(sub);
        gradients.add(g);
      }
      NDArray sum = sub.zeros(new Shape());
      for (NDArray g : gradients) {
        sum = sum.add(g.square().sum());
      }
      NDArray scale = sum.sqrt().add(1e-6f).maximum(1f);
      double rate = 2e-3 * Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps));
      JniUtils.setGradMode(false);
      for (int i = 0; i < weights.size(); i++) {
        NDArray g = gradients.get(i).div(scale);
        first.get(i).muli(0.9).addi(g.mul(0.1));
        second.get(i).muli(0.999).addi(g.square().mul(0.001));
        NDArray m = first.get(i).duplicate();
        m.attach(sub);
        NDArray v = second.get(i).duplicate();
        v.attach(sub);
        weights.get(i).subi(m.mul(rate).div(v.sqrt().add(1e-8)));
        NDArray w = weights.get(i).duplicate();
        w.attach(sub);
        average.get(i).muli(0.999).addi(w.mul(0.001));
      }
      JniUtils.setGradMode(true);
    }
    return value;
  }

  public static void main(String[] args) {
    int batch = Integer.parseInt(args[0]);
    Engine.getInstance();
    JniUtils.setNumThreads(Integer.parseInt(args[1]));
    int measure = args.length > 2 ? Integer.parseInt(args[2]) : 1000;
    int warmUp = args.length > 3 ? Integer.parseInt(args[3]) : 1000;
    PlainDjl plain = new PlainDjl(batch);
    double[] millis = new double[measure];
    float loss = 0;
    for (int i = 0; i < warmUp + measure; i++) {
      long start = System.nanoTime();
      loss = plain.step();
      if (i >= warmUp) {
        millis[i - warmUp] = (System.nanoTime() - start) * 1e-6;
      }
    }
    Arrays.sort(millis);
    System.out.printf("{\"millisPerStep\": %.4f, \"loss\": %.4f}%n", millis[measure / 2], loss);
    System.exit(0);
  }
}
