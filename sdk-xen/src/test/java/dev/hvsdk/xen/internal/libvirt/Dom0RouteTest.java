/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Support;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Dom0RouteTest {
    private static Support<Dom0Route> route(String uri) {
        return Dom0Route.of(URI.create(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xen:///system", "xen:///", "XEN:///system", "xen+unix:///system", "xen:///system?mode=legacy"})
    void toolsOfThisMachineNeedNoLogin(String uri) {
        assertThat(route(uri).require().ssh()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xen+ssh://root@host/system | ",
                "xen+ssh://host:2222/system?no_tty=1&netcat=/bin/nc | ",
                "xen+libssh://root@host/system?keyfile=/a%20key&known_hosts=/k&sshauth=privkey | known_hosts=/k keyfile=/a key",
                "xen+libssh2://root@host/system?known_hosts=/k;keyfile=/a;no_verify=1 | known_hosts=/k keyfile=/a"
            })
    void anotherMachineIsReachedAsLibvirtReachesIt(String uri, String options) {
        assertThat(route(uri).require().ssh().orElseThrow().toString())
                .isEqualToIgnoringWhitespace(options == null ? "" : options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xen+tcp://127.0.0.1:16509/system",
                "xen+tls://host/system",
                "xen://host/system",
                "xen+unix:///system?socket=/run/forwarded",
                "xen:///system?socket=/run/forwarded",
                "xen+ssh:///system"
            })
    void whatNamesNoWayToDom0SaysWhichUriDoes(String uri) {
        Support<Dom0Route> missing = route(uri);

        assertThat(missing.isAvailable()).isFalse();
        assertThat(((Support.Unavailable<Dom0Route>) missing).remedy().orElseThrow())
                .contains("xen+ssh://root@HOST/system")
                .contains("xen:///system");
    }

    @Test
    void theReasonNamesTheTransport() {
        assertThat(((Support.Unavailable<Dom0Route>) route("xen+tls://host/system")).detail())
                .contains("xen+tls");
    }
}
