/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.XenLab;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Live(Engine.XEN_LAB)
class XenStoreLiveTest {
    private static final String ROOT = "/hvsdk-xlcap-store";

    private XenLab lab;
    private Dom0s dom0;
    private ToolXenStore store;

    @BeforeEach
    void connect(XenLab lab) {
        this.lab = lab;
        dom0 = Dom0s.of(lab);
        store = new ToolXenStore(dom0);
    }

    @AfterEach
    void remove() {
        lab.dom0().run("xenstore-rm " + ROOT + " 2>/dev/null || true");
        dom0.close();
    }

    @Test
    void writesReadsAndRemoves() {
        String value = "a\nb\"c\\d\tä -s";
        store.write(ROOT + "/a", value).await();
        store.write(ROOT + "/b/c", "").await();
        store.write(ROOT + "/option", "-s").await();

        assertThat(lab.dom0().run("xenstore-read -R " + ROOT + "/a")).isEqualTo(value);
        assertThat(store.find(ROOT + "/a")).hasValue(value);
        assertThat(store.find(ROOT + "/b/c")).hasValue("");
        assertThat(store.find(ROOT + "/b/d")).isEmpty();
        assertThat(store.children(ROOT)).containsExactly("a", "b", "option");
        assertThat(store.tree(ROOT))
                .containsExactly(
                        Map.entry(ROOT + "/a", value),
                        Map.entry(ROOT + "/b", ""),
                        Map.entry(ROOT + "/b/c", ""),
                        Map.entry(ROOT + "/option", "-s"));

        store.remove(ROOT + "/b").await();

        assertThat(store.children(ROOT)).containsExactly("a", "option");
        assertThatThrownBy(() -> store.remove(ROOT + "/x/y").await()).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> store.children(ROOT + "/b")).isInstanceOf(NotFound.class);
    }

    @Test
    void hearsWhatSomebodyElseChanges() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Subscription watch = store.watch(ROOT, told::add)) {
            lab.dom0().run("xenstore-write " + ROOT + "/x 1");
            assertThat(told.poll(60, TimeUnit.SECONDS)).isIn(ROOT, ROOT + "/x");
            Eventually.holds(() -> {
                lab.dom0().run("xenstore-write " + ROOT + "/y 2");
                return told.contains(ROOT + "/y");
            });
            assertThat(watch.isOpen()).isTrue();
        }
        Eventually.holds(() -> !lab.dom0().run("ps -ef").contains("xenstore-watch -- " + ROOT));
    }
}
