package dev.throng.runner.report.console.text;

/**
 * What can be drawn on now.
 *
 * @param width in cells
 * @param height in lines
 */
public record Screen(int width, int height, Ink ink) {}
