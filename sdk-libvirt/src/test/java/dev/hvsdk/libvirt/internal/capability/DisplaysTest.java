/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.libvirt.xml.DomainXml;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisplaysTest {
    private static List<URI> displays(Optional<String> host, String graphics) {
        String xml = "<domain type='qemu'><name>web</name><devices>" + graphics + "</devices></domain>";
        return new Displays(host).of(DomainXml.parse(xml));
    }

    @Test
    void namesTheHostWhereAGuestListensEverywhere() {
        assertThat(displays(
                        Optional.of("kvm1.example"),
                        "<graphics type='vnc' port='5900'><listen type='address' address='0.0.0.0'/></graphics>"))
                .containsExactly(URI.create("vnc://kvm1.example:5900"));
    }

    @Test
    void putsAnAddressOfIpv6InBrackets() {
        assertThat(displays(
                        Optional.empty(),
                        "<graphics type='spice' port='5901' tlsPort='5902'>"
                                + "<listen type='address' address='fd00::1'/></graphics>"))
                .containsExactly(URI.create("spice://[fd00::1]:5901?tls-port=5902"));
    }

    @Test
    void namesTheSocketOfADisplayThatHasOne() {
        assertThat(displays(
                        Optional.empty(),
                        "<graphics type='vnc'><listen type='socket' socket='/run/my guest/vnc.sock'/></graphics>"))
                .containsExactly(URI.create("vnc+unix:///run/my%20guest/vnc.sock"));
    }

    @Test
    void leavesOutWhatCannotBeReached() {
        assertThat(displays(Optional.empty(), "<graphics type='sdl' display=':0'/><graphics type='vnc' port='-1'/>"))
                .isEmpty();
    }
}
