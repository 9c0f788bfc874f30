package dev.kakusan.compute;

/**
 * The whole compute port. A backend's test implements it:
 *
 * <pre>
 *   final class SomeBackendTest implements ComputeContract {
 *     private final Backend backend = new SomeBackendProvider().open("cpu", 1);
 *     &#64;AfterEach void close() { backend.close(); }
 *     &#64;Override public Backend backend() { return backend; }
 *     &#64;Override public Precision precision() { return Precision.FLOAT32; }
 *   }
 * </pre>
 */
public interface ComputeContract
    extends TensorContract,
        LogNormalMassContract,
        GradientContract,
        MemoryContract,
        NetworkContract,
        WeightsContract,
        UpdateContract {}
