/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import org.junit.jupiter.api.Test;

/** What a listing tells of one object. */
class ObjectContentTest {
    private static final ManagedRef GUEST = new ManagedRef("VirtualMachine", "vm-1");

    private static Element property(String name, Element value) {
        return Element.of("propSet", Element.ofText("name", name), value.named("val"));
    }

    private static Element missing(String path, String fault) {
        Element why = Element.of("fault").typed(fault);
        return Element.of("missingSet", Element.ofText("path", path), Element.of("fault", why));
    }

    @Test
    void readsPropertiesByTheirPaths() {
        ObjectContent content = ObjectContent.of(Element.of(
                "objects",
                GUEST.as("obj"),
                property("name", Element.ofText("v", "web")),
                property("summary.config.numCpu", Element.ofNumber("v", 4)),
                property("summary.config.template", Element.ofFlag("v", true)),
                property("runtime.host", new ManagedRef("HostSystem", "host-1").as("v"))));

        assertThat(content.ref()).isEqualTo(GUEST);
        assertThat(content.text("name")).contains("web");
        assertThat(content.number("summary.config.numCpu")).contains(4L);
        assertThat(content.flag("summary.config.template")).contains(true);
        assertThat(content.ref("runtime.host")).contains(new ManagedRef("HostSystem", "host-1"));
        assertThat(content.number("name")).isEmpty();
        assertThat(content.text("config.uuid")).isEmpty();
    }

    /** The answer is called a good one, and has nothing in it: this went unnoticed elsewhere for days. */
    @Test
    void noticesThatTheSessionIsNoMore() {
        Element silent = Element.of("objects", GUEST.as("obj"), missing("name", "NotAuthenticated"));

        assertThatThrownBy(() -> ObjectContent.of(silent))
                .isInstanceOfSatisfying(
                        SoapFault.class,
                        fault -> assertThat(fault.isOfSession()).isTrue());
    }

    @Test
    void leavesOutWhatMayNotBeRead() {
        ObjectContent content = ObjectContent.of(Element.of(
                "objects",
                GUEST.as("obj"),
                missing("config.uuid", "NoPermission"),
                property("name", Element.ofText("v", "web"))));

        assertThat(content.text("name")).contains("web");
        assertThat(content.find("config.uuid")).isEmpty();
    }

    @Test
    void takesAnswersThatLackParts() {
        ObjectContent content = ObjectContent.of(Element.of(
                "objects",
                Element.of("propSet"),
                Element.of("propSet", Element.ofText("name", "name")),
                Element.of("missingSet"),
                Element.ofText("future", "x")));

        assertThat(content.find("name")).isEmpty();
        assertThat(content.ref().value()).isEmpty();
    }
}
