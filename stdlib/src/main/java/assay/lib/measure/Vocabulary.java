package assay.lib.measure;

import java.util.List;
import java.util.Set;

/**
 * English words that carry no content of their own. In other languages every word is content, except a few characters
 * of Chinese.
 */
final class Vocabulary {
    private static final Set<String> FUNCTION = set("""
            a about above after again against ain all also am an and any anyone anything are aren as at be because been
            before being below between both but by can come could couldn d did didn do does doesn doing don done down
            during each either else even ever every everything few for from further get give go going good had hadn has
            hasn have haven having he her here hers herself him himself his how however i if in into is isn it its itself
            just let ll m many may me might mine more most much must my myself need neither never new nor not now of off
            on once one only or other our ours ourselves out over own per please quite rather re really s same shall she
            should shouldn so some someone something still such t than thank thanks that the their theirs them themselves
            then there these they thing things think this those through to too under until up upon us use used using ve
            very want was wasn way we well were weren what whatever when where whether which while who whom whose why will
            with within without won would wouldn yet you your yours yourself yourselves hello hi hey
            的 了 是 在 我 你 您 他 她 它 们 吗 呢 吧 啊 和 与 有 不 这 那 个 什 么 怎 请 一 也 就 都 很 会 能 要 说 为 对
            """);

    /** What a task is made of; an answer need not repeat it. */
    private static final Set<String> TASK = set("""
            answer answers describe essay explain haiku kind list make name names paragraph phrase poem question say
            sentence sentences short show story summarize summary tell text type word words write 写 答 问 讲
            """);

    private static final Set<String> DODGES = set("""
            able afraid alright apologize assist cannot certain comment course depends help idea know maybe okay ok pass
            perhaps possibly sorry sure unable unsure
            """);

    private static final Set<String> YES_OR_NO = set("yes yeah yep no nope");

    private static final Set<String> OPEN = set("what which who whom whose when where why how");

    private Vocabulary() {}

    /** The words that say what a text is about. */
    static List<String> content(List<String> words) {
        return words.stream()
                .filter(word -> !FUNCTION.contains(word) && !TASK.contains(word) && !DODGES.contains(word))
                .filter(word -> !YES_OR_NO.contains(word))
                .toList();
    }

    static boolean isDodge(String word) {
        return DODGES.contains(word);
    }

    static boolean isYesOrNo(String word) {
        return YES_OR_NO.contains(word);
    }

    /** Whether the word begins a question to which yes or no is no answer. */
    static boolean isOpenQuestion(String word) {
        return OPEN.contains(word);
    }

    private static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }
}
