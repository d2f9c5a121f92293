/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.vmware.internal.soap.Element;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    private static Element option(String key, String value) {
        return Element.of(
                "extraConfig",
                Element.ofText("key", key),
                Element.ofText("value", value).typed("xsd:string"));
    }

    @Test
    void writesWhatTheServerToldWithItsTypes() {
        Element config = Element.of(
                "config",
                Element.ofText("name", "a <b> & c"),
                Element.of("device", Element.ofNumber("key", 2000)).typed("VirtualDisk"));
        assertThat(ConfigText.of(config)).isEqualTo("""
                <config>
                  <name>a &lt;b&gt; &amp; c</name>
                  <device type="VirtualDisk">
                    <key>2000</key>
                  </device>
                </config>
                """);
    }

    @Test
    void leavesOutWhatWouldOpenAGuest() {
        Element config = Element.of(
                "config",
                option("svga.present", "TRUE"),
                option("RemoteDisplay.vnc.password", "hidden-1"),
                option("RemoteDisplay.vnc.key", "hidden-2"),
                option("encryption.keySafe", "hidden-3"),
                option("encryption.data", "hidden-4"),
                option("guestinfo.userdata", "hidden-5"),
                Element.of(
                        "vAppConfig",
                        Element.of(
                                "property",
                                Element.ofText("type", "password(8..)"),
                                Element.ofText("value", "hidden-6")),
                        Element.of("property", Element.ofText("type", "string"), Element.ofText("value", "shown"))));
        assertThat(ConfigText.of(config))
                .contains("svga.present", "TRUE", "shown")
                .doesNotContain("hidden");
    }
}
