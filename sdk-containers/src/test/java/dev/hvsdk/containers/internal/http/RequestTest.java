/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    @Test
    void aNameIsOnePartOfThePath() {
        assertThat(Request.read("containers", "../../x?y=a;touch /tmp/x#", "json"))
                .hasToString("GET /containers/..%2F..%2Fx%3Fy%3Da%3Btouch%20%2Ftmp%2Fx%23/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aPartThatWouldLeadElsewhereIsRefused(String part) {
        assertThatThrownBy(() -> Request.read("containers", part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHeadCannotBeBrokenIntoByAValue() {
        assertThat(Request.read("a").query("name", "x\r\nHost: y&all=1").query("more", "é"))
                .hasToString("GET /a?name=x%0D%0AHost%3A+y%26all%3D1&more=%C3%A9");
    }

    @Test
    void aVersionComesFirst() {
        assertThat(Request.post("a", "b").under("/v1.41")).hasToString("POST /v1.41/a/b");
    }
}
