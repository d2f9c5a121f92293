/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.testing.CapturedHosts;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs as Graphviz itself reads them: each device is a node of what it draws, and it has nothing to warn of. */
@Live(Engine.GRAPHVIZ)
class GraphvizLiveTest {
    @TempDir
    Path directory = Path.of("");

    private String drawn(HostRoot root) throws Exception {
        Path graph = directory.resolve("host.dot");
        Files.writeString(graph, HostTopology.of(root).picture(PictureFormat.DOT));
        return Tool.here("dot").run("-Tsvg", graph.toString());
    }

    @ParameterizedTest
    @MethodSource("dev.hvsdk.host.topology.HostTopologyTest#hosts")
    void acceptsTheGraphsOfCapturedHosts(String host) throws Exception {
        HostRoot root = CapturedHosts.read(host);
        String svg = drawn(root);

        assertThat(svg).startsWith("<?xml");
        assertThat(Drawn.elements(Drawn.xml(svg), "g")
                        .filter(group -> group.getAttribute("class").equals("node")))
                .extracting(node -> node.getElementsByTagName("title").item(0).getTextContent())
                .containsAll(Drawn.addresses(
                        PictureFormat.TEXT, HostTopology.of(root).picture(PictureFormat.TEXT)));
    }

    @Test
    void readsNamesWithMarkupAsTheyAre() throws Exception {
        var host = TopologyFixture.server(directory.resolve("tree"));
        TopologyFixture.cards(host, 1, 1);
        host.dmi("product_name", "<b>&amp; \\N \"q\" \\");

        assertThat(Drawn.xml(drawn(host.build())).getDocumentElement().getTextContent())
                .contains("Acme <b>&amp; \\N \"q\" \\");
    }
}
