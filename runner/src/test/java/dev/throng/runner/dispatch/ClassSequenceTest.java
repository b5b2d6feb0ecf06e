package dev.throng.runner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which class the users 0, 1, 2 … belong to. Capitals are weights, digits behind "=" fixed counts. */
class ClassSequenceTest {

    @ParameterizedTest
    @CsvSource({
        "A1, AAAAAAAA",
        "A1 B1, ABABABAB",
        "A5 B1, AABAAAAABAAAAABAAAAABAAA",
        "A3 B2 C1, ABCABAABCABAABCABAABCABA",
        "A8 B1 C1, AAAABCAAAAAAAABCAAAA",
        "A100 B1, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABA",
        "A0 B2, BBBB",
        "A3 F=2 B1, FFABAAABAA",
        "A1 F=3 G=1, FGFFAAAA",
        "F=2 G=1, FGFFGF",
        "A60 B40, ABABAABABAAB"
    })
    void classesFollowThisOrder(String classes, String expected) {
        ClassSequence sequence = ClassSequence.of(parse(classes));
        StringBuilder order = new StringBuilder();
        for (int number = 0; number < expected.length(); number++) {
            order.append(parse(classes).get(sequence.at(number)).name());
        }
        assertThat(order).hasToString(expected);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyBeginningIsProportionedToTheWeights(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> weights = random.ints(random.nextInt(1, 6), 1, 40).boxed().toList();
        List<UserClass> users = new ArrayList<>();
        weights.forEach(weight -> users.add(user("U" + users.size(), weight, OptionalInt.empty())));
        ClassSequence sequence = ClassSequence.of(users);
        double sum = Proportion.sum(weights);
        int[] placed = new int[weights.size()];
        for (int number = 0; number < 500; number++) {
            placed[sequence.at(number)]++;
            for (int i = 0; i < placed.length; i++) {
                assertThat(Math.abs(placed[i] - (number + 1) * weights.get(i) / sum))
                        .isLessThan(1.5);
            }
        }
    }

    static List<UserClass> parse(String classes) {
        List<UserClass> users = new ArrayList<>();
        for (String part : classes.split(" ", -1)) {
            boolean fixed = part.charAt(1) == '=';
            int number = Integer.parseInt(part.substring(fixed ? 2 : 1));
            users.add(user(
                    part.substring(0, 1), fixed ? 0 : number, fixed ? OptionalInt.of(number) : OptionalInt.empty()));
        }
        return users;
    }

    private static UserClass user(String name, int weight, OptionalInt count) {
        return new UserClass(0, name, weight, count, new Wait.None(), 0, List.of(), List.of(), List.of(), List.of());
    }
}
