/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmrestPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8697, http://127.0.0.1:8697",
        "http://127.0.0.1, http://127.0.0.1:8697",
        "HTTP://localhost:1/, http://localhost:1",
        "http://127.1.2.3:8697, http://127.1.2.3:8697",
        "http://[::1]:8697, http://[::1]:8697",
        "https://desk.example:8697, https://desk.example:8697"
    })
    void takesThisMachineInClearAndOthersByTls(String text, String address) {
        assertThat(VmrestPlace.parse(text).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://desk.example:8697",
                "http://192.168.1.2:8697",
                "http://127.0.0.1.example:8697",
                "http://0.0.0.0:8697",
                "http://[::2]:8697",
                "http://localhost.example:8697"
            })
    void refusesOthersInClear(String text) {
        assertThatThrownBy(() -> VmrestPlace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "127.0.0.1:8697",
                "ftp://127.0.0.1",
                "http:///",
                "http://1270.0.0.1:8697",
                "http://127.0.0.256:8697",
                "http://127.0.0.1/api",
                "http://127.0.0.1?x=1"
            })
    void refusesWhatIsNoPlace(String text) {
        assertThatThrownBy(() -> VmrestPlace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:8697");
    }

    @Test
    void takesAUserAndRepeatsNoPassword() {
        assertThat(VmrestPlace.parse("http://admin@127.0.0.1:8697").findUser()).contains("admin");
        assertThatThrownBy(() -> VmrestPlace.parse("http://admin:hunter2@127.0.0.1:8697"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> VmrestPlace.parse("http://admin:hunter2 @127.0.0.1:8697"))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
