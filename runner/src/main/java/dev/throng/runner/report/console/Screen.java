package dev.throng.runner.report.console;

/**
 * What can be drawn on now.
 *
 * @param width in cells
 * @param height in lines
 */
record Screen(int width, int height, Ink ink) {}
