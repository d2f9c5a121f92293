/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkUriTest {
    static Stream<Arguments> uris() {
        return Stream.of(
                argumentSet("test driver", "test:///default", true, true),
                argumentSet("test driver with a file", "test:///tmp/x.xml", true, true),
                argumentSet("test driver behind a daemon", "test+unix:///tmp/x.xml?socket=/s", false, true),
                argumentSet("test driver of another host", "test://host/default", false, true),
                argumentSet("daemon of this host", "qemu:///system", false, false),
                argumentSet("daemon of another host", "qemu+ssh://root@host/system", false, false),
                argumentSet("driver in this process", "qemu:///embed?root=/tmp/x", true, true),
                argumentSet("that driver of another host is none", "qemu+ssh://host/embed", false, false));
    }

    @ParameterizedTest
    @MethodSource("uris")
    void knowsWhatRunsInThisProcess(String uri, boolean inProcess, boolean isPrivate) {
        LinkUri read = LinkUri.of(URI.create(uri));
        assertThat(read.isInProcess()).isEqualTo(inProcess);
        assertThat(read.isPrivate()).isEqualTo(isPrivate);
        assertThat(read.text()).startsWith(uri);
    }

    @Test
    void keepsTheProgramSshFromAskingAtTheTerminalUnlessToldOtherwise() {
        assertThat(text("qemu+ssh://host/system")).isEqualTo("qemu+ssh://host/system?no_tty=1");
        assertThat(text("qemu+ssh://host/system?keyfile=/k")).endsWith("?keyfile=/k&no_tty=1");
        assertThat(text("qemu+ssh://host/system?no_tty=0")).endsWith("?no_tty=0");
    }

    @Test
    void refusesAParameterThatTheProgramSshWouldNeverSee() {
        assertThatThrownBy(() -> text("qemu+ssh://host/system?known_hosts=/k"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+libssh");
        assertThat(text("qemu+libssh://host/system?known_hosts=/k")).endsWith("?known_hosts=/k");
    }

    private static String text(String uri) {
        return LinkUri.of(URI.create(uri)).text();
    }
}
