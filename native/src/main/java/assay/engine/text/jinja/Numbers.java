package assay.engine.text.jinja;

import assay.engine.text.jinja.Expr.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers: whole ones without bound (Long where it fits), float, and bool as 0 and 1. */
final class Numbers {
    private static final int MAX_BITS = 4096;

    private Numbers() {}

    static boolean is(Object value) {
        return isWhole(value) || value instanceof Double;
    }

    static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
    }

    static Object normal(BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw new Fault("a number has more than " + MAX_BITS + " bits.");
        }
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    static BigInteger whole(Object value) {
        return switch (value) {
            case Long n -> BigInteger.valueOf(n);
            case BigInteger n -> n;
            case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
            case null, default -> throw new Fault("a whole number is needed here.");
        };
    }

    static double real(Object value) {
        return value instanceof Double d ? d : whole(value).doubleValue();
    }

    static int compare(Object a, Object b) {
        if (isWhole(a) && isWhole(b)) {
            return whole(a).compareTo(whole(b));
        }
        double x = real(a);
        double y = real(b);
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return Double.compare(x, y);
        }
        return exact(a).compareTo(exact(b));
    }

    /** Whether two numbers are equal; nothing equals NaN. */
    static boolean equal(Object a, Object b) {
        return !isNan(a) && !isNan(b) && compare(a, b) == 0;
    }

    static boolean isNan(Object value) {
        return value instanceof Double d && d.isNaN();
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double d ? new BigDecimal(d) : new BigDecimal(whole(value));
    }

    static Object negate(Object value) {
        return value instanceof Double d ? (Object) (-d) : normal(whole(value).negate());
    }

    static Object apply(Operator operator, Object a, Object b) {
        return isWhole(a) && isWhole(b) ? whole(operator, whole(a), whole(b)) : real(operator, real(a), real(b));
    }

    private static Object whole(Operator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> normal(a.add(b));
            case SUBTRACT -> normal(a.subtract(b));
            case MULTIPLY -> normal(a.multiply(b));
            case DIVIDE -> {
                checkDivisor(b.signum() != 0);
                yield new BigDecimal(a)
                        .divide(new BigDecimal(b), new java.math.MathContext(40))
                        .doubleValue();
            }
            case FLOOR_DIVIDE -> {
                checkDivisor(b.signum() != 0);
                BigInteger[] parts = a.divideAndRemainder(b);
                boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
                yield normal(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
            }
            case MODULO -> {
                checkDivisor(b.signum() != 0);
                BigInteger rest = a.remainder(b);
                yield normal(rest.signum() != 0 && rest.signum() != b.signum() ? rest.add(b) : rest);
            }
            case POWER -> power(a, b);
        };
    }

    private static Object power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            checkDivisor(a.signum() != 0);
            return Math.pow(a.doubleValue(), b.doubleValue());
        }
        if (a.bitLength() > 1 && (b.bitLength() > 31 || (a.bitLength() - 1L) * b.longValue() > MAX_BITS)) {
            throw new Fault("a power has more than " + MAX_BITS + " bits.");
        }
        // The base is -1, 0 or 1 where the exponent is huge.
        return normal(a.bitLength() > 1 ? a.pow(b.intValue()) : a.pow(b.signum() == 0 ? 0 : b.testBit(0) ? 1 : 2));
    }

    private static Object real(Operator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> {
                checkDivisor(b != 0);
                yield a / b;
            }
            case FLOOR_DIVIDE -> {
                checkDivisor(b != 0);
                yield Math.floor((a - modulo(a, b)) / b + 0.5 - 0.5);
            }
            case MODULO -> {
                checkDivisor(b != 0);
                yield modulo(a, b);
            }
            case POWER -> {
                if (a == 0 && b < 0) {
                    throw new Fault("0 cannot be raised to a negative power.");
                }
                if (a < 0 && b != Math.rint(b)) {
                    throw new Fault(
                            "the power of a negative number with a fraction is complex, which is not supported.");
                }
                yield Math.pow(a, b);
            }
        };
    }

    private static double modulo(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0.0, b);
        }
        return rest < 0 != b < 0 ? rest + b : rest;
    }

    private static void checkDivisor(boolean fine) {
        if (!fine) {
            throw new Fault("division by zero.");
        }
    }

    /** As Python prints a float: the shortest digits that read back, with an exponent from 1e16 and below 1e-4. */
    static String show(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = digits.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
