/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.CommitSpec;
import dev.hvsdk.containers.CommittedImage;
import dev.hvsdk.containers.ContainerImages;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The images that were made of a container, which bear its id on a label. Immutable. */
final class DockerImages implements ContainerImages {
    private static final String IMAGES = "images";
    private static final String LABEL = "dev.hvsdk.container";
    private static final String LIST = "list images";
    private static final String COMMIT = "commit";
    private static final String DELETE = "delete image";

    private final Container container;

    DockerImages(Container container) {
        this.container = container;
    }

    @Override
    public List<CommittedImage> list() {
        // That the container is there, for a list of nothing would say so too.
        container.inspect(LIST);
        return images(LIST);
    }

    private List<CommittedImage> images(String operation) {
        String filters = Json.object()
                .set("label", Json.object().arrayNode().add(LABEL + "=" + container.id()))
                .toString();
        JsonNode found = container.json(Request.read(IMAGES, "json").query("filters", filters), operation);
        List<CommittedImage> images = new ArrayList<>();
        found.forEach(json -> images.add(image(json)));
        images.sort(Comparator.comparing(CommittedImage::createdAt).reversed());
        return images;
    }

    private static CommittedImage image(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.path("RepoTags").forEach(name -> names.add(name.asText()));
        // What Docker before version 25 says of one that has none.
        names.remove("<none>:<none>");
        return CommittedImage.of(
                Json.text(json, "Id").orElseThrow(),
                names,
                Instant.ofEpochSecond(Json.number(json, "Created").orElse(0)),
                MemorySize.ofBytes(Json.number(json, "Size").orElse(0)));
    }

    @Override
    public Operation<CommittedImage> commit(CommitSpec spec) {
        return container.change(COMMIT, source -> {
            // Podman does without a body only where it fails.
            JsonNode made = container.json(request(spec).json(Json.object()), COMMIT);
            String id = Json.text(made, "Id").orElse("");
            return images(COMMIT).stream()
                    .filter(image -> bare(image.id()).equals(bare(id)))
                    .findFirst()
                    .orElseThrow(() -> container.errors(COMMIT).hostFailure("the engine does not list what it made"));
        });
    }

    private Request request(CommitSpec spec) {
        Request request = Request.post("commit")
                .query("container", container.id().value())
                .query("pause", Boolean.toString(spec.pause()))
                .query("changes", "LABEL " + LABEL + "=" + container.id());
        String name = spec.name().orElse("");
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        if (!name.isEmpty()) {
            request = request.query("repo", tag < 0 ? name : name.substring(0, tag))
                    .query("tag", tag < 0 ? "latest" : name.substring(tag + 1));
        }
        return spec.comment().isPresent()
                ? request.query("comment", spec.comment().get())
                : request;
    }

    @Override
    public Operation<String> delete(String imageId) {
        return container.change(DELETE, source -> {
            boolean isOurs =
                    images(DELETE).stream().anyMatch(image -> bare(image.id()).equals(bare(imageId)));
            if (!isOurs) {
                throw container.errors(DELETE).notFound("no image with this id was made of it: " + imageId);
            }
            container.send(Request.delete(IMAGES, bare(imageId)), DELETE);
            return imageId;
        });
    }

    private static String bare(String id) {
        return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
    }
}
