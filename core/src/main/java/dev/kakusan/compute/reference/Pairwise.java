package dev.kakusan.compute.reference;

/** An operation on two numbers with its two partial derivatives. */
enum Pairwise {
  PLUS {
    @Override
    double value(double a, double b) {
      return a + b;
    }

    @Override
    double byLeft(double a, double b) {
      return 1;
    }

    @Override
    double byRight(double a, double b) {
      return 1;
    }
  },
  MINUS {
    @Override
    double value(double a, double b) {
      return a - b;
    }

    @Override
    double byLeft(double a, double b) {
      return 1;
    }

    @Override
    double byRight(double a, double b) {
      return -1;
    }
  },
  TIMES {
    @Override
    double value(double a, double b) {
      return a * b;
    }

    @Override
    double byLeft(double a, double b) {
      return b;
    }

    @Override
    double byRight(double a, double b) {
      return a;
    }
  },
  DIVIDED_BY {
    @Override
    double value(double a, double b) {
      return a / b;
    }

    @Override
    double byLeft(double a, double b) {
      return 1 / b;
    }

    @Override
    double byRight(double a, double b) {
      return -a / (b * b);
    }
  },
  LOG_NORMAL_MASS {
    @Override
    double value(double a, double b) {
      return NormalMass.log(a, b);
    }

    @Override
    double byLeft(double a, double b) {
      return NormalMass.byLower(a, b);
    }

    @Override
    double byRight(double a, double b) {
      return NormalMass.byUpper(a, b);
    }
  };

  abstract double value(double a, double b);

  abstract double byLeft(double a, double b);

  abstract double byRight(double a, double b);
}
