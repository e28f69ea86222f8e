package assay.engine.cpu;

import static assay.engine.cpu.VectorLanes.L;
import static assay.engine.cpu.VectorLanes.all;
import static assay.engine.cpu.VectorLanes.at;

import jdk.incubator.vector.FloatVector;

/** Functions of two elements, on whole vectors. */
final class VectorElements {
    private VectorElements() {}

    static void binary(Binary op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).add(at(b, bo + i)).intoArray(y, yo + i);
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).sub(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).mul(at(b, bo + i)).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).div(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).max(at(b, bo + i)).intoArray(y, yo + i);
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).min(at(b, bo + i)).intoArray(y, yo + i);
            }
        }
    }

    static void right(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).add(b).intoArray(y, yo + i);
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).sub(b).intoArray(y, yo + i);
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).mul(b).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).div(b).intoArray(y, yo + i);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).max(b).intoArray(y, yo + i);
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i += L) at(a, ao + i).min(b).intoArray(y, yo + i);
            }
        }
    }

    static void left(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
        switch (op) {
            case ADD, MULTIPLY, MAXIMUM, MINIMUM -> right(op, b, bo, a, y, yo, n);
            case SUBTRACT -> {
                for (int i = 0; i < n; i += L) all(a).sub(at(b, bo + i)).intoArray(y, yo + i);
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i += L) all(a).div(at(b, bo + i)).intoArray(y, yo + i);
            }
        }
    }

    /** The first {@code n} pairs of {@code half}. */
    static void rotate(float[] x, int xo, float[] cos, float[] sin, int to, float[] y, int yo, int half, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector a = at(x, xo + i);
            FloatVector b = at(x, xo + half + i);
            FloatVector c = at(cos, to + i);
            FloatVector s = at(sin, to + i);
            a.mul(c).sub(b.mul(s)).intoArray(y, yo + i);
            a.mul(s).add(b.mul(c)).intoArray(y, yo + half + i);
        }
    }
}
