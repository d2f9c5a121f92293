/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreWordsTest {
    /** As xenstore-ls -f of Xen 4.17.7 printed it. */
    @Test
    void readsATreeWithItsEscapes() {
        assertThat(StoreWords.tree("""
                        /xlcap/a = "-s"
                        /xlcap/b = ""
                        /xlcap/nl = "a\\nb"c\\\\d\\t\\xc3\\xa4e"
                        /xlcap/bin = "a\\001b"
                        """))
                .containsExactly(
                        Map.entry("/xlcap/a", "-s"),
                        Map.entry("/xlcap/b", ""),
                        Map.entry("/xlcap/nl", "a\nb\"c\\d\täe"),
                        Map.entry("/xlcap/bin", "a\001b"));
    }

    @Test
    void leavesALoneBackslashAtTheEnd() {
        assertThat(StoreWords.unescaped("a\\")).isEqualTo("a\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "//a", "/a/", "/a b", "/ä", "/a//b", "@introduceDomain", "-R"})
    void refusesWhatIsNoAbsolutePath(String path) {
        assertThatThrownBy(() -> StoreWords.path(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/local/domain/0/backend/vbd/7/51712/state", "/vm/ce7e9cb5-0b96", "/a_b@c"})
    void takesPaths(String path) {
        assertThat(StoreWords.path(path)).isEqualTo(path);
        assertThat(StoreWords.watched(path)).isEqualTo(path);
    }

    @Test
    void watchesTheComingAndGoingOfDomains() {
        assertThat(StoreWords.watched("@releaseDomain")).isEqualTo("@releaseDomain");
        assertThatThrownBy(() -> StoreWords.watched("@other")).isInstanceOf(IllegalArgumentException.class);
    }
}
